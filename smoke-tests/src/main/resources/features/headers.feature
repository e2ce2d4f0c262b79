@headers
Feature: Headers

  Scenario Outline: Every answer can be traced, and is neither guessed at nor stored
    When I read "<path>" with a request id of my own
    Then the answer has status <status>
    And the answer repeats the request id
    And the answer has the header "X-Content-Type-Options" with "nosniff"
    And the answer has the header "Cache-Control" with "no-store"

    Examples:
      | path          | status |
      | /version      | 200    |
      | /no-such-path | 404    |

  Scenario: A request id that could spoil a log is not repeated
    When I read "/version" with the request id "no spaces, please"
    Then the answer has status 200
    And the answer has a request id that the service made
