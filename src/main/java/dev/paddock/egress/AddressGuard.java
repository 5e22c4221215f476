package dev.paddock.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides which of the addresses that a name leads to outside may be connected to. Pure.
 *
 * <p>Who owns a name chooses its addresses: without this, a permitted name could be pointed at the
 * machine's own services, its network's, or the cloud's metadata service.
 */
final class AddressGuard {
  private AddressGuard() {}

  // Read when the first connection is made, not when the session starts.
  private static final class Table {
    static final List<AddressBlock> BLOCKS = AddressBlock.table();
  }

  /**
   * Returns why an address must not be connected to.
   *
   * @return what the address is, as the end of a sentence; empty if it is permitted
   */
  static Optional<String> objection(Destination destination, InetAddress address) {
    return objection(destination, address.getAddress());
  }

  /** Decides on an address in network order, 4 or 16 bytes. */
  static Optional<String> objection(Destination destination, byte[] address) {
    Optional<AddressBlock> block = block(address);
    if (destination.isLiteral()) {
      return isThatVery(destination, address)
          ? block.filter(b -> b.kind() == AddressBlock.Kind.NEVER).map(AddressBlock::what)
          : Optional.of("another address than the profile names");
    }
    if (isIsatap(address)) {
      return Optional.of("IPv4 behind ISATAP (RFC 5214)");
    }
    if (block.isEmpty()) {
      return Optional.empty();
    }
    return switch (block.get().kind()) {
      case NEVER, METADATA, OWN, HIDDEN -> block.map(AddressBlock::what);
      case PRIVATE -> destination.mayBePrivate() ? Optional.empty() : block.map(AddressBlock::what);
      case TRANSLATED -> objection(destination, Arrays.copyOfRange(address, 12, 16));
    };
  }

  /** Whether nothing can be connected to there, so that a profile can't mean it. */
  static boolean isNeverReached(InetAddress address) {
    return block(address.getAddress())
        .filter(block -> block.kind() == AddressBlock.Kind.NEVER)
        .isPresent();
  }

  /** Whether naming the host as private would permit the address. */
  static boolean isPrivate(Destination destination, InetAddress address) {
    return !destination.mayBePrivate()
        && objection(
                new Destination(
                    destination.host(),
                    destination.port(),
                    destination.rules(),
                    true,
                    destination.origin()),
                address)
            .isEmpty();
  }

  private static boolean isThatVery(Destination destination, byte[] address) {
    return Ipv4.parse(destination.host())
        .filter(named -> Arrays.equals(named.getAddress(), address))
        .isPresent();
  }

  // RFC 5214, section 6.1: an interface identifier of 00-00-5E-FE or 02-00-5E-FE and an IPv4
  // address.
  private static boolean isIsatap(byte[] address) {
    return address.length == 16
        && (address[8] & ~2) == 0
        && address[9] == 0
        && address[10] == 0x5E
        && address[11] == (byte) 0xFE;
  }

  private static Optional<AddressBlock> block(byte[] address) {
    return Table.BLOCKS.stream()
        .filter(block -> block.holds(address))
        .max(Comparator.comparingInt(AddressBlock::prefix));
  }
}
