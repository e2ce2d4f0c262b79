package com.example.notes;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;

import io.groundcheck.junit.TerraformModule;
import io.groundcheck.stack.Stack;
import org.junit.jupiter.api.Test;

@TerraformModule("terraform/notes")
class FirstTest {

    @Test
    void plansATableAndALog(Stack notes) {
        notes.set("name", "sample");
        assertThat(notes.plan())
                .creates("aws_dynamodb_table.notes", "aws_cloudwatch_log_group.notes")
                .counts(2, 0, 0)
                .attribute("aws_dynamodb_table.notes", "name")
                .isEqualTo("sample-notes");
    }
}
