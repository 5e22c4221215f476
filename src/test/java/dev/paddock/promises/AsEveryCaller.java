package dev.paddock.promises;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * The promises of this class are tried as root and as an ordinary user if the tests run as root,
 * and as the present user otherwise.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsBubblewrap.class)
@ParameterizedClass(name = "as {0}")
@ArgumentsSource(Callers.class)
@interface AsEveryCaller {}
