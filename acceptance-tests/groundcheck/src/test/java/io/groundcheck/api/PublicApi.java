package io.groundcheck.api;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists what a folder of classes shows to others: a line for each public type, and one for each member of it that is
 * public, or protected and open to subclasses. Composed here rather than by {@code toGenericString}, whose words change
 * between versions of Java.
 */
final class PublicApi {

    /** What every object has; records and enums have more that nobody wrote. */
    private static final Set<String> EVERYWHERE = Set.of("equals", "hashCode", "toString", "valueOf", "values");

    private final List<String> lines = new ArrayList<>();

    private PublicApi() {}

    /**
     * The lines, sorted.
     *
     * @param classes a folder such as {@code target/classes}, whose classes this class can load
     */
    static List<String> of(Path classes) throws IOException {
        var api = new PublicApi();
        try (Stream<Path> files = Files.walk(classes)) {
            files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> load(file.substring(0, file.length() - ".class".length())
                            .replace(classes.getFileSystem().getSeparator(), ".")))
                    .filter(PublicApi::isVisible)
                    .forEach(api::list);
        }
        return api.lines.stream().sorted().distinct().toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is compiled, but not on the class path of the tests", e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return isShown(type.getModifiers(), outer) && (outer == null || isVisible(outer));
    }

    private static boolean isShown(int modifiers, @Nullable Class<?> owner) {
        return Modifier.isPublic(modifiers)
                || (Modifier.isProtected(modifiers) && owner != null && !Modifier.isFinal(owner.getModifiers()));
    }

    private void list(Class<?> type) {
        lines.add(type.getTypeName() + ": " + declaration(type));
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isShown(constructor.getModifiers(), type) && !constructor.isSynthetic()) {
                line(type, modifiers(constructor.getModifiers()), "new" + parameters(constructor), "");
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (isShown(field.getModifiers(), type) && !field.isSynthetic()) {
                line(type, modifiers(field.getModifiers()), field.getName(), shown(field.getAnnotatedType()));
            }
        }
        hidden(type).forEach(declaring -> methods(type, declaring));
    }

    /** The type, and what it takes over from types that others can't see. */
    private static Stream<Class<?>> hidden(Class<?> type) {
        return Stream.concat(
                Stream.of(type),
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                        .filter(above -> !isVisible(above))
                        .flatMap(PublicApi::hidden));
    }

    private void methods(Class<?> type, Class<?> declaring) {
        for (Method method : declaring.getDeclaredMethods()) {
            boolean expected = EVERYWHERE.contains(method.getName());
            if (isShown(method.getModifiers(), type) && !method.isSynthetic() && !expected) {
                String answer = shown(method.getAnnotatedReturnType());
                Object value = method.getDefaultValue();
                line(
                        type,
                        (method.isDefault() ? "default " : "") + modifiers(method.getModifiers()) + variables(method),
                        method.getName() + parameters(method),
                        answer + (value == null ? "" : " default"));
            }
        }
    }

    private void line(Class<?> type, String modifiers, String member, String answer) {
        String rest = (modifiers + answer).strip();
        lines.add(type.getTypeName() + "." + member + (rest.isEmpty() ? "" : ": " + rest));
    }

    private static String declaration(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        Type above = type.getGenericSuperclass();
        return modifiers(type.getModifiers() & ~Modifier.ABSTRACT)
                + (Modifier.isAbstract(type.getModifiers()) && !type.isInterface() ? "abstract " : "")
                + (type.isSealed() ? "sealed " : "")
                + kind
                + variables(type.getTypeParameters())
                + (above == null || above == Object.class || type.isEnum() || type.isRecord()
                        ? ""
                        : " extends " + above.getTypeName())
                + names(" implements ", type.getGenericInterfaces())
                + names(" permits ", type.isSealed() ? type.getPermittedSubclasses() : new Type[0]);
    }

    private static String names(String word, Type[] types) {
        return types.length == 0
                ? ""
                : word + Arrays.stream(types).map(Type::getTypeName).sorted().collect(Collectors.joining(", "));
    }

    private static String modifiers(int modifiers) {
        var words = new TreeSet<String>();
        if (Modifier.isProtected(modifiers)) {
            words.add("protected");
        }
        if (Modifier.isStatic(modifiers)) {
            words.add("static");
        }
        if (Modifier.isAbstract(modifiers)) {
            words.add("abstract");
        }
        if (Modifier.isFinal(modifiers)) {
            words.add("final");
        }
        return words.stream().map(word -> word + " ").collect(Collectors.joining());
    }

    private static String variables(Method method) {
        String variables = variables(method.getTypeParameters());
        return variables.isEmpty() ? "" : variables + " ";
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(variable -> variable + names(" extends ", bounds(variable)))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static Type[] bounds(TypeVariable<?> variable) {
        return Arrays.stream(variable.getBounds())
                .filter(bound -> bound != Object.class)
                .toArray(Type[]::new);
    }

    private static String parameters(Executable executable) {
        String types = Arrays.stream(executable.getAnnotatedParameterTypes())
                .map(PublicApi::shown)
                .collect(Collectors.joining(", ", "(", ")"));
        return (executable.isVarArgs() ? types.replaceAll("\\[]\\)$", "...)") : types)
                + names(" throws ", executable.getGenericExceptionTypes());
    }

    private static String shown(AnnotatedType type) {
        String nullness = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
        return nullness + type.getType().getTypeName();
    }
}
