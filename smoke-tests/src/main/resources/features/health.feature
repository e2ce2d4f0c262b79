@health
Feature: Health

  Scenario: The service is alive
    Then liveness is UP

  Scenario: The service and its store are ready
    Then readiness is UP within the readiness timeout
