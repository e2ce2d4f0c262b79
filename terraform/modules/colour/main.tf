locals {
  name           = "${var.name}-${var.colour}"
  container_name = "service"

  # The service's own settings win over service_environment.
  environment = merge(var.service_environment, {
    AWS_REGION        = var.region
    CONNECTIONS_TABLE = var.table
    SERVICE_COLOUR    = var.colour
    SERVICE_DIGEST    = var.digest
  })
}

resource "aws_ecs_task_definition" "this" {
  family                   = local.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  task_role_arn            = var.roles.task
  execution_role_arn       = var.roles.execution

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  container_definitions = jsonencode([{
    name      = local.container_name
    image     = "${var.repository_url}@${var.digest}"
    essential = true

    # The service takes up to 20 s to finish its requests; ECS kills it after this.
    stopTimeout = 30

    portMappings = [{
      containerPort = var.container_port
      hostPort      = var.container_port
      protocol      = "tcp"
    }]

    environment = [for key in sort(keys(local.environment)) : { name = key, value = local.environment[key] }]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = var.log_group
        "awslogs-region"        = var.region
        "awslogs-stream-prefix" = var.colour
      }
    }
  }])
}

resource "aws_ecs_service" "this" {
  name            = local.name
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = var.desired_count
  launch_type     = "FARGATE"

  # `release await` waits, and says what it sees. Rolling back by itself would bring back an old digest.
  wait_for_steady_state = false

  deployment_circuit_breaker {
    enable   = true
    rollback = false
  }

  # Staging the same digest again changes nothing else: without this, a second try would start nothing.
  force_new_deployment = true
  triggers             = var.triggers

  health_check_grace_period_seconds = 60

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [var.security_group_id]
    assign_public_ip = true # the only way out of a public subnet: to ECR first of all
  }

  load_balancer {
    target_group_arn = var.target_group_arn
    container_name   = local.container_name
    container_port   = var.container_port
  }

  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"
}
