#include "relay/io/system_log.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

namespace {

/// Listens as a syslog daemon does, where there is none.
class ADaemon {
 public:
  ADaemon() {
    if (std::filesystem::exists(kPlace)) return;
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    std::string{kPlace}.copy(at.sun_path, sizeof at.sun_path - 1);
    listens_ = ::bind(socket_, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
  }
  ~ADaemon() {
    if (socket_ >= 0) ::close(socket_);
    if (listens_) std::filesystem::remove(kPlace);
  }
  ADaemon(const ADaemon&) = delete;
  ADaemon& operator=(const ADaemon&) = delete;

  bool listens() const { return listens_; }
  std::string heard() const {
    std::array<char, 1024> line{};
    const auto size = ::recv(socket_, line.data(), line.size(), MSG_DONTWAIT);
    return size < 0 ? "" : std::string{line.data(), static_cast<std::size_t>(size)};
  }

 private:
  static constexpr const char* kPlace = "/dev/log";
  int socket_ = -1;
  bool listens_ = false;
};

}  // namespace

TEST_CASE("the system's log is told as it stands", "[io]") {
  const ADaemon daemon;
  if (!daemon.listens()) {
    WARN("SKIPPED: somebody else listens at /dev/log, or nobody may");
    return;
  }
  relay::io::tell_system("audit head 1:%s 100%");
  const auto heard = daemon.heard();
  CHECK_THAT(heard, Catch::StartsWith("<85>"));  // authpriv.notice
  CHECK_THAT(heard, Catch::EndsWith(": audit head 1:%s 100%"));
}
