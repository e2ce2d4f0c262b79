locals {
  colours = ["blue", "green"]
  https   = var.certificate_arn != null
}

resource "aws_lb" "this" {
  name               = var.name
  load_balancer_type = "application"
  internal           = false
  subnets            = var.subnet_ids
  security_groups    = [var.security_group_id]

  enable_deletion_protection = var.protect
  drop_invalid_header_fields = true

  # The service keeps connections for 75 s: were it the first to close one, users would see a 502.
  idle_timeout = 60
}

resource "aws_lb_target_group" "this" {
  for_each = toset(local.colours)

  name        = "${var.name}-${each.key}"
  vpc_id      = var.vpc_id
  target_type = "ip" # what awsvpc tasks register as
  protocol    = "HTTP"
  port        = var.container_port

  deregistration_delay = 30

  # Liveness, not readiness: a blip of the store would make ECS replace every task of both colours.
  health_check {
    path                = var.health_check_path
    protocol            = "HTTP"
    port                = "traffic-port"
    matcher             = "200"
    interval            = var.health_check_interval
    timeout             = 3
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  # A cookie would pin a client to the colour it met first.
  stickiness {
    type    = "lb_cookie"
    enabled = false
  }
}
