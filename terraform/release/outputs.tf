output "service_name" {
  description = "Name of the ECS service; null when nothing is staged."
  value       = one(module.colour[*].service_name)
}

output "task_definition_arn" {
  description = "ARN of the task definition; null when nothing is staged."
  value       = one(module.colour[*].task_definition_arn)
}
