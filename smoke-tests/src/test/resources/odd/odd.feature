Feature: Scenarios that must never count as passed, and one that may

  Scenario: Undefined
    When nobody wrote this step

  Scenario: Pending
    When this step is pending

  Scenario: Ambiguous
    When this step is ambiguous

  Rule: Rows are found in rules too
    Scenario Outline: Row in a rule
      When this step passes with "<one>"

      Examples:
        | one    | two |
        | a \| b | c   |
