package io.groundcheck.connections.web;

import io.groundcheck.connections.ConnectionsApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** The whole service with its real Tomcat on a free port and the memory store; one for all tests that ask for it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = ConnectionsApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public @interface RunningService {}
