#pragma once

#include <cstddef>
#include <span>
#include <string_view>

/// Bytes through a connected socket that does not block, on this platform.
namespace relay::http {

struct Moved {
  enum class State {
    Fine,
    Blocked,  ///< Not now.
    Over,     ///< The end of the stream, or an error: the connection is of no use
              ///< any more.
  };
  std::size_t count = 0;  ///< More than 0 only when fine.
  State state = State::Fine;
};

/// Whether more bytes follow at once, so that it is better to wait for them than to send a small
/// packet.
enum class Following { Nothing, More };

/// Bytes that wait in the kernel until the client's system has room for them. With little, 10,000
/// slow readers cost a third of the kernel's memory; with much, a fast one is half the work.
enum class Unsent { Little, Much };
/// In bytes; a socket that has room has it for half of that, unless the system has less itself.
inline constexpr std::size_t kLittleUnsent = 49'152;
void keep_ready(int socket, Unsent unsent);

Moved receive(int socket, std::span<char> into);
/// As much of these, one after the other, as fits.
Moved transmit(int socket, std::span<const std::string_view> parts, Following following);
/// Whether transmit() would find room; where there is none, the poller tells when there is.
bool room_to_send(int socket);
/// Says that nothing more will be sent.
void stop_sending(int socket);

}  // namespace relay::http
