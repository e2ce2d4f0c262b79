@connections
Feature: Connections

  Background:
    Given a person "Ada"
    And a person "Grace"

  Scenario: A connection is made, read, listed and deleted
    When "Ada" is connected to "Grace" as colleague
    Then the answer has status 201
    And the answer is a connection from "Ada" to "Grace" as colleague
    When the connection is read
    Then the answer has status 200
    And the answer is a connection from "Ada" to "Grace" as colleague
    When the connections of "Ada" are listed in pages of 20
    Then no page holds more than 20, and each connection stands on one page
    When the connection is deleted
    Then the answer has status 204
    When the connection is read
    Then the answer is a problem detail with status 404
    When the connections of "Ada" are listed in pages of 20
    Then the list is empty

  Scenario: A long list comes in pages
    Given "Ada" is connected to 5 people
    When the connections of "Ada" are listed in pages of 2
    Then no page holds more than 2, and each connection stands on one page
    And there are at least 3 pages

  Scenario: A person's connections go with the person
    When "Ada" is connected to "Grace" as family
    Then the answer has status 201
    When "Ada" is deleted
    Then the answer has status 204
    When the connection is read
    Then the answer is a problem detail with status 404
