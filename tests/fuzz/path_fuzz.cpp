#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "policy/require.h"
#include "relay/http/target.h"
#include "relay/io/clock.h"
#include "relay/rollout/world.h"
#include "relay/serve/serve.h"
#include "relay/store/store.h"

namespace {

using relay::store::File;
using relay::store::Role;

/// It stands still.
class StillClock final : public relay::io::Clock {
 public:
  policy::Instant now() const override { return {}; }
  std::chrono::milliseconds since_boot() const override { return {}; }
};

std::filesystem::path own_folder() {
  std::string shape = (std::filesystem::temp_directory_path() / "path-fuzz.XXXXXX").string();
  return ::mkdtemp(shape.data());
}

/// A relay with one feed "f" of two files for everybody.
struct Relay {
  std::filesystem::path folder = own_folder();
  StillClock clock;
  relay::store::Store store{folder};
  relay::serve::Leases leases{clock, 512};
  relay::serve::Worlds worlds{world()};
  relay::serve::LoopWorld loop{worlds};

  ~Relay() { std::filesystem::remove_all(folder); }

  relay::rollout::WorldPtr world() {
    auto table = std::make_shared<relay::rollout::Table>();
    for (const std::string path : {"p", "d/i.bin"}) {
      const auto blob = store.put(path);
      table->files[path] = File{.path = path, .digest = blob.digest, .size = blob.size};
    }
    table->gaps = {{.before = "g-", .after = ".x", .first = 1, .last = 99}};
    relay::rollout::Publication all;
    all.open = {{.release = table->release}};
    all.tables = {{table->release, table}};
    auto made = std::make_shared<relay::rollout::World>();
    made->groups = {{.id = policy::default_group()}};
    made->publications.insert_or_assign({policy::default_group(), *policy::FeedId::parse("f")},
                                        all);
    return made;
  }
};

}  // namespace

/// Whatever the target, what is read is a blob of the store, and the path that is looked up has
/// nothing in it that a file system could follow.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static Relay relay;
  const auto target = relay::http::read_target({reinterpret_cast<const char*>(bytes), size});
  if (!target) return 0;
  const std::string around = target->path + '/';
  policy::require(target->path.starts_with('/') && target->path.size() <= size,
                  "a path begins with '/' and does not grow");
  policy::require(around.find("/../") == std::string::npos, "no path leads up");
  policy::require(around.find("/./") == std::string::npos, "no path stays where it is");
  policy::require(target->path.find('\\') == std::string::npos, "no path has a backslash");
  for (const char c : target->path) {
    const auto byte = static_cast<unsigned char>(c);
    policy::require(byte >= 0x20 && byte != 0x7f, "no path has a control character");
  }
  const auto response = relay::http::plain(relay::serve::answer(
      relay.loop, {relay.store, relay.leases}, {.path = target->path, .query = target->query}));
  policy::require(response.status == 200 || response.status == 404, "a path is there or not");
  if (const auto* const file = std::get_if<relay::http::FileBody>(&response.body)) {
    const auto inside = file->path.lexically_relative(relay.folder).string();
    policy::require(!inside.empty() && !inside.starts_with(".."), "a file is in the store");
    policy::require(std::filesystem::file_size(file->path) == file->size, "a file is there");
  }
  return 0;
}
