# The listener that carries the traffic: HTTPS on 443 with a certificate, HTTP on 80 without. One resource for both,
# because AWS changes port and protocol in place: the rules, and with them the live traffic, stay where they are.
resource "aws_lb_listener" "traffic" {
  load_balancer_arn = aws_lb.this.arn
  port              = local.https ? 443 : 80
  protocol          = local.https ? "HTTPS" : "HTTP"
  certificate_arn   = var.certificate_arn
  ssl_policy        = local.https ? "ELBSecurityPolicy-TLS13-1-2-2021-06" : null

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "no rule matches"
      status_code  = "503"
    }
  }
}

resource "aws_lb_listener" "redirect" {
  count = local.https ? 1 : 0

  # Port 80 is free only once the traffic listener has left it.
  depends_on = [aws_lb_listener.traffic]

  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

# The only thing that moves traffic. Created closed; from then on the release CLI says where it forwards, and
# Terraform never looks at its action again. Made anew, it is closed again: wrong colours are never guessed.
resource "aws_lb_listener_rule" "live" {
  # Once the rule forwards to a group there is an edge that Terraform can't see: without this, destroy would try to
  # delete a group that is in use.
  depends_on = [aws_lb_target_group.this]

  listener_arn = aws_lb_listener.traffic.arn
  priority     = 100

  condition {
    path_pattern {
      values = ["/*"]
    }
  }

  action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "no release is live"
      status_code  = "503"
    }
  }

  tags = { Name = "${var.name}-live" }

  lifecycle {
    ignore_changes = [action]
  }
}

# Never changed: whoever sends both headers meets that colour, through the listener, certificate and path of real
# users. They also keep the idle group attached, so that it is health-checked and ECS accepts it.
resource "aws_lb_listener_rule" "candidate" {
  for_each = { for index, colour in local.colours : colour => 10 + index }

  listener_arn = aws_lb_listener.traffic.arn
  priority     = each.value

  condition {
    http_header {
      http_header_name = "X-Candidate-Colour"
      values           = [each.key]
    }
  }

  condition {
    http_header {
      http_header_name = "X-Candidate-Token"
      values           = [aws_ssm_parameter.candidate_token.value]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[each.key].arn
  }

  tags = { Name = "${var.name}-candidate-${each.key}" }
}

# Whoever may read the rules or this state can read it; without a certificate it travels in clear. It routes, and
# protects nothing. 244 random bits of the operating system's generator, in hex: header values are matched without
# regard to case, and * and ? are wildcards. Not data.aws_secretsmanager_random_password: its id is the password, and
# Terraform prints ids.
# Drawn anew at each plan: the parameter keeps the first draw, and the rules read the parameter.
resource "aws_ssm_parameter" "candidate_token" {
  name        = "/${var.name}/candidate-token"
  description = "Value of the header X-Candidate-Token, which leads to a colour that isn't live"
  type        = "SecureString"
  value       = replace("${uuid()}${uuid()}", "-", "")

  lifecycle {
    ignore_changes = [value]
  }
}
