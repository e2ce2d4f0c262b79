# One VPC with two public subnets: the tasks get public addresses and reach ECR, CloudWatch Logs and DynamoDB
# without a NAT gateway. What keeps them closed is the security group: only the load balancer may call them.

data "aws_availability_zones" "available" {
  state = "available"

  # Local and Wavelength Zones are listed too, and take neither Fargate nor a load balancer.
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

locals {
  subnet_count = 2 # what an application load balancer asks for at least
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr_block
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = var.name }
}

resource "aws_subnet" "public" {
  count = local.subnet_count

  vpc_id            = aws_vpc.this.id
  availability_zone = data.aws_availability_zones.available.names[count.index]
  cidr_block        = cidrsubnet(var.cidr_block, 8, count.index)

  tags = { Name = "${var.name}-public-${count.index}" }

  lifecycle {
    precondition {
      condition     = length(data.aws_availability_zones.available.names) >= local.subnet_count
      error_message = "A load balancer needs ${local.subnet_count} availability zones; this region offers ${length(data.aws_availability_zones.available.names)}."
    }
  }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.name}-public" }
}

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route_table_association" "public" {
  count = local.subnet_count

  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public.id
}
