package io.groundcheck.infrastructure.modules;

import static io.groundcheck.assertions.GroundcheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.groundcheck.junit.OnTarget;
import io.groundcheck.junit.Requires;
import io.groundcheck.junit.TerraformModule;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Capability;
import io.groundcheck.target.Target;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

@TerraformModule("terraform/modules/table/examples/basic")
@OnTarget({"moto", "fakecloud", "localstack"})
@Requires(Capability.CONTROL_PLANE)
class TableIT {

    private static final String NAME = "module-table";

    @Test
    void is_made_once_and_goes_again(Stack table, Target target) {
        table.set("name", NAME).apply();
        assertThat(table).isIdempotent();

        try (DynamoDbClient dynamoDb = target.client(DynamoDbClient.builder())) {
            TableDescription made =
                    dynamoDb.describeTable(r -> r.tableName(NAME)).table();
            assertThat(made.keySchema())
                    .extracting(
                            KeySchemaElement::attributeName,
                            key -> key.keyType().toString())
                    .containsExactly(tuple("pk", "HASH"), tuple("sk", "RANGE"));
            assertThat(made.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);

            table.destroy();
            assertThat(dynamoDb.listTables().tableNames()).doesNotContain(NAME);
        }
    }
}
