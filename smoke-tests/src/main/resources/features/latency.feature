@latency
Feature: Latency

  Scenario: A person is read within the latency budget
    Given a person "Ada"
    When "Ada" is read 30 times after 5 reads that do not count
    Then 95 of 100 answers came within the latency budget
