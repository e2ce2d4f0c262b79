package io.groundcheck.connections;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service on port 8080; docs/service.md lists what it reads from its environment. */
@SpringBootApplication(proxyBeanMethods = false)
public class ConnectionsApplication {

    public static void main(String[] args) {
        SpringApplication.run(ConnectionsApplication.class, args);
    }
}
