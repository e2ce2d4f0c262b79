output "cluster" {
  description = "The cluster: name and arn."
  value = {
    name = aws_ecs_cluster.this.name
    arn  = aws_ecs_cluster.this.arn
  }
}

output "roles" {
  description = "ARNs of the roles of a task: task (the service's own) and execution (ECS's)."
  value = {
    task      = aws_iam_role.task.arn
    execution = aws_iam_role.execution.arn
  }

  # A task started before its roles may do their work fails.
  depends_on = [aws_iam_role_policy.task, aws_iam_role_policy.execution]
}

output "log_group" {
  description = "The service's log group: name and arn."
  value = {
    name = aws_cloudwatch_log_group.this.name
    arn  = aws_cloudwatch_log_group.this.arn
  }
}
