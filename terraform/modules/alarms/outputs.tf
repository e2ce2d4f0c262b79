output "names" {
  description = "Names of all alarms, sorted."
  value = sort(concat(
    [aws_cloudwatch_metric_alarm.load_balancer_errors.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.target_errors : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.unhealthy_targets : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.latency : alarm.alarm_name],
  ))
}
