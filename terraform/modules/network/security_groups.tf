resource "aws_security_group" "load_balancer" {
  name        = "${var.name}-load-balancer"
  description = "The load balancer of ${var.name}: open to the world on its listeners' ports"
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${var.name}-load-balancer" }
}

resource "aws_vpc_security_group_ingress_rule" "listener" {
  for_each = toset([for port in var.listener_ports : tostring(port)])

  security_group_id = aws_security_group.load_balancer.id
  description       = "Users"
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_ipv4         = var.allowed_cidr_block
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_task" {
  security_group_id            = aws_security_group.load_balancer.id
  description                  = "Requests and health checks"
  ip_protocol                  = "tcp"
  from_port                    = var.container_port
  to_port                      = var.container_port
  referenced_security_group_id = aws_security_group.task.id
}

resource "aws_security_group" "task" {
  name        = "${var.name}-task"
  description = "The tasks of ${var.name}: called by the load balancer only"
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${var.name}-task" }
}

resource "aws_vpc_security_group_ingress_rule" "task_from_load_balancer" {
  security_group_id            = aws_security_group.task.id
  description                  = "Requests and health checks from the load balancer"
  ip_protocol                  = "tcp"
  from_port                    = var.container_port
  to_port                      = var.container_port
  referenced_security_group_id = aws_security_group.load_balancer.id
}

# Name resolution isn't subject to security groups; everything a task calls speaks HTTPS.
resource "aws_vpc_security_group_egress_rule" "task_https" {
  security_group_id = aws_security_group.task.id
  description       = "ECR, CloudWatch Logs, DynamoDB"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}
