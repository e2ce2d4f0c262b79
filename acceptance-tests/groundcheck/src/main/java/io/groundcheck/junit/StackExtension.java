package io.groundcheck.junit;

import io.groundcheck.report.run.RunReport;
import io.groundcheck.stack.Stack;
import io.groundcheck.target.Target;
import io.groundcheck.terraform.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives tests their stacks and targets, and destroys the stacks after them. */
final class StackExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {

    private static final Logger LOG = LoggerFactory.getLogger(StackExtension.class);
    private static final Namespace NAMESPACE = Namespace.create(StackExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Stack.class || type == Target.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == Target.class) {
            return CurrentTarget.of(context);
        }
        // asks the contexts above, too: a stack of @BeforeAll is the one its tests get
        Stack known = context.getStore(NAMESPACE).get(Stack.class, Stack.class);
        if (known != null) {
            return known;
        }
        Stack stack = Stack.of(module(context), CurrentTarget.of(context), title(context), recorder(context));
        context.getStore(NAMESPACE).put(Stack.class, stack);
        return stack;
    }

    /** Where the report finds it: the id is the one that its listener sees. */
    private static Progress recorder(ExtensionContext context) {
        return RunReport.ofThisJvm()
                .test(context.getUniqueId(), context.getRequiredTestClass().getName(), context.getDisplayName());
    }

    private static Path module(ExtensionContext context) {
        String value = AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), TerraformModule.class, context.getEnclosingTestClasses())
                .map(TerraformModule::value)
                .orElseThrow(() -> new ParameterResolutionException(
                        context.getRequiredTestClass() + " takes a Stack, but has no @TerraformModule"));
        Path root = repositoryRoot();
        Path module = root.resolve(value);
        if (!Files.isDirectory(module)) {
            throw new ParameterResolutionException("@TerraformModule(\"" + value + "\") of "
                    + context.getRequiredTestClass().getName() + ": there is no folder " + module);
        }
        return module;
    }

    private static Path repositoryRoot() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return folder;
            }
        }
        return here;
    }

    private static String title(ExtensionContext context) {
        String name = context.getRequiredTestClass().getSimpleName();
        return context.getTestMethod()
                .map(method -> name + "." + method.getName())
                .orElse(name);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        destroyOwn(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        destroyOwn(context);
    }

    /** Only the context's own: remove() leaves those of the contexts above alone. */
    private static void destroyOwn(ExtensionContext context) {
        Stack own = context.getStore(NAMESPACE).remove(Stack.class, Stack.class);
        if (own == null) {
            return;
        }
        context.getExecutionException()
                .ifPresent(failure -> LOG.warn("{} failed; its log is {}", context.getDisplayName(), own.log()));
        own.close();
    }
}
