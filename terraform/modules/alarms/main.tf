# What `release watch` looks at besides its own probes. No data is no breach: a colour without tasks has none.

locals {
  load_balancer = { LoadBalancer = var.load_balancer_arn_suffix }
  colours       = { for colour, suffix in var.target_group_arn_suffixes : colour => merge(local.load_balancer, { TargetGroup = suffix }) }
}

# The load balancer's own: no healthy target, a connection it could not make, or nothing live (the closed rule's 503).
resource "aws_cloudwatch_metric_alarm" "load_balancer_errors" {
  alarm_name          = "${var.name}-load-balancer-5xx"
  alarm_description   = "The load balancer of ${var.name} answered 5xx itself, ${var.error_threshold} times or more within a minute"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_ELB_5XX_Count"
  dimensions          = local.load_balancer
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.error_threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "target_errors" {
  for_each = local.colours

  alarm_name          = "${var.name}-${each.key}-5xx"
  alarm_description   = "${each.key} answered 5xx, ${var.error_threshold} times or more within a minute"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  dimensions          = each.value
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.error_threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "unhealthy_targets" {
  for_each = local.colours

  alarm_name          = "${var.name}-${each.key}-unhealthy"
  alarm_description   = "A task of ${each.key} has been unhealthy for two minutes"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "UnHealthyHostCount"
  dimensions          = each.value
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 2
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  for_each = local.colours

  alarm_name          = "${var.name}-${each.key}-latency"
  alarm_description   = "One in a hundred answers of ${each.key} took longer than ${var.latency_seconds} s, for two minutes"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "TargetResponseTime"
  dimensions          = each.value
  extended_statistic  = "p99"
  period              = 60
  evaluation_periods  = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.latency_seconds
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions

  # A handful of requests makes no percentile.
  evaluate_low_sample_count_percentiles = "ignore"
}
