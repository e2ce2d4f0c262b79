@problems
Feature: Problems
  Every refusal is a problem detail (RFC 9457) that says what was wrong and carries the request's id.

  Scenario Outline: Each refusal is a problem detail
    When I <request>
    Then the answer is a problem detail with status <status>

    Examples:
      | request                                             | status |
      | send a body that is no JSON                         | 400    |
      | read a person that does not exist                   | 404    |
      | read a path that does not exist                     | 404    |
      | use a method the path does not have                 | 405    |
      | connect two people twice                            | 409    |
      | change a person that has changed since              | 412    |
      | send a person as plain text                         | 415    |
      | connect a person to itself                          | 422    |
      | connect a person to one that does not exist         | 404    |
      | change a person without saying which version I saw  | 428    |

  Scenario Outline: What cannot be accepted is named by its field
    When I <request>
    Then the answer is a problem detail with status 400
    And the problem names the field "<field>"

    Examples:
      | request                              | field |
      | send a person without a name         | name  |
      | send a person whose e-mail is none   | email |
      | send a connection of an unknown kind | kind  |
      | ask for a page of 0 connections      | limit |
      | ask for a page of 101 connections    | limit |
