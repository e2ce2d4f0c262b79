@people
Feature: People

  Scenario: A person is created, read and deleted, and nothing stays behind
    Given a person "Ada"
    Then "Ada" has a location that leads to the same person
    When "Ada" is read
    Then the answer is "Ada" as created
    When "Ada" is deleted
    Then the answer has status 204
    When "Ada" is read
    Then the answer is a problem detail with status 404
    When "Ada" is deleted
    Then the answer has status 204

  Scenario: A change is taken only from someone who saw the latest version
    Given a person "Ada"
    When "Ada" is changed by someone who saw it as created
    Then the answer has status 200
    When "Ada" is changed by someone who saw the last answer
    Then the answer has status 200
    When "Ada" is changed by someone who saw it as created
    Then the answer is a problem detail with status 412

  Scenario: The same create twice makes one person
    When a person is created with an idempotency key
    Then the answer has status 201
    When the same create is sent again
    Then the answer has status 200
    And both answers are the same person
    When another person is created with the same key
    Then the answer is a problem detail with status 409
