@openapi
Feature: OpenAPI

  Scenario: The service describes itself
    When the OpenAPI document is read
    Then the answer has status 200
    And it is of version "3.1"
    And it describes
      | /people                     |
      | /people/{}                  |
      | /people/{}/connections      |
      | /people/{}/connections/{}   |
