output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "Ids of the two public subnets, each in its own availability zone."
  value       = aws_subnet.public[*].id

  # Nothing in a subnet works before its way out exists.
  depends_on = [aws_route.internet, aws_route_table_association.public]
}

output "load_balancer_security_group_id" {
  description = "Id of the load balancer's security group."
  value       = aws_security_group.load_balancer.id
}

output "task_security_group_id" {
  description = "Id of the tasks' security group."
  value       = aws_security_group.task.id

  depends_on = [
    aws_vpc_security_group_ingress_rule.task_from_load_balancer,
    aws_vpc_security_group_egress_rule.task_https,
  ]
}
