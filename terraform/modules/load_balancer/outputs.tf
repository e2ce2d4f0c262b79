output "load_balancer" {
  description = "The load balancer: arn, dns_name, and arn_suffix as CloudWatch names it."
  value = {
    arn        = aws_lb.this.arn
    dns_name   = aws_lb.this.dns_name
    arn_suffix = aws_lb.this.arn_suffix
  }
}

output "url" {
  description = "Where users call."
  value       = "${local.https ? "https" : "http"}://${aws_lb.this.dns_name}"
}

output "listener_arn" {
  description = "ARN of the listener that carries the traffic."
  value       = aws_lb_listener.traffic.arn
}

output "live_rule_arn" {
  description = "ARN of the rule that moves traffic."
  value       = aws_lb_listener_rule.live.arn
}

output "candidate_rule_arns" {
  description = "ARN of each colour's candidate rule."
  value       = { for colour in local.colours : colour => aws_lb_listener_rule.candidate[colour].arn }
}

output "target_group_arns" {
  description = "ARN of each colour's target group."
  value       = { for colour in local.colours : colour => aws_lb_target_group.this[colour].arn }
}

# By the colours, not by the groups: the alarms' keys must be known also where no state holds the groups, as to `import`.
output "target_group_arn_suffixes" {
  description = "Each colour's target group as CloudWatch names it."
  value       = { for colour in local.colours : colour => aws_lb_target_group.this[colour].arn_suffix }
}

output "token_parameter" {
  description = "The SSM parameter that holds the candidate token: name and arn."
  value = {
    name = aws_ssm_parameter.candidate_token.name
    arn  = aws_ssm_parameter.candidate_token.arn
  }
}
