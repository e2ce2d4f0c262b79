@identity
Feature: Identity
  Whoever answers must be the image that was staged. Nothing else is worth asking before this is known, so this
  feature runs first, and if it fails, nothing is written.

  @first
  Scenario: The candidate is the staged image
    When the version is asked for 10 times, each time over a new connection
    Then every answer is the staged image

  @last
  Scenario: The candidate is still the staged image after everything else
    When the version is asked for 10 times, each time over a new connection
    Then every answer is the staged image
