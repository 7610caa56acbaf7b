#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "relay/http/stream.h"

namespace relay::http {
namespace {

bool again(int error) {
  return error == EAGAIN || error == EWOULDBLOCK;
}

/// After an interruption the poller would have nothing new to tell.
template <class Call>
ssize_t uninterrupted(const Call& call) {
  for (;;) {
    const ssize_t count = call();
    if (count >= 0 || errno != EINTR) return count;
  }
}

/// Two of them at most: the rest has its turn later.
ssize_t send_together(int socket, std::span<const std::string_view> parts, int flags) {
  std::array<iovec, 2> pieces{};
  const std::size_t count = std::min(parts.size(), pieces.size());
  for (std::size_t i = 0; i < count; ++i) {
    pieces[i] = {const_cast<char*>(parts[i].data()), parts[i].size()};
  }
  msghdr message{};
  message.msg_iov = pieces.data();
  message.msg_iovlen = count;
  return ::sendmsg(socket, &message, flags);
}

}  // namespace

void keep_ready(int socket, Unsent unsent) {
  const int bytes = unsent == Unsent::Little ? int{kLittleUnsent} : 4'194'304;
  // An improvement, no need: a kernel without it still serves.
  (void)::setsockopt(socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &bytes, sizeof bytes);
}

Moved receive(int socket, std::span<char> into) {
  const ssize_t count = uninterrupted([&] { return ::recv(socket, into.data(), into.size(), 0); });
  if (count > 0) return {.count = static_cast<std::size_t>(count)};
  if (count < 0 && again(errno)) return {.state = Moved::State::Blocked};
  return {.state = Moved::State::Over};
}

Moved transmit(int socket, std::span<const std::string_view> parts, Following following) {
  const int flags = MSG_NOSIGNAL | (following == Following::More ? MSG_MORE : 0);
  const ssize_t sent = uninterrupted([&] {
    // The usual case, and the cheaper call.
    if (parts.size() == 1) return ::send(socket, parts[0].data(), parts[0].size(), flags);
    return send_together(socket, parts, flags);
  });
  if (sent >= 0) return {.count = static_cast<std::size_t>(sent)};
  return {.state = again(errno) ? Moved::State::Blocked : Moved::State::Over};
}

bool room_to_send(int socket) {
  pollfd asked{.fd = socket, .events = POLLOUT, .revents = 0};
  return ::poll(&asked, 1, 0) == 1;
}

void stop_sending(int socket) {
  (void)::shutdown(socket, SHUT_WR);
}

}  // namespace relay::http
