#include "tests/house/layers.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

#include "tests/house/source_text.h"

namespace tests::house {
namespace {

// How the headers of a foreign library begin, and the word for it in the table. A header that is
// neither here, nor the system's, nor the standard's is a breach: whoever needs it says so here.
constexpr std::array kForeign{
    std::pair{"Poco/", "poco"},         std::pair{"boost/", "boost"},
    std::pair{"openssl/", "openssl"},   std::pair{"curl/", "curl"},
    std::pair{"yaml-cpp/", "yaml-cpp"}, std::pair{"archive.h", "archive"},
    std::pair{"archive_", "archive"},   std::pair{"sqlite3.h", "sqlite"},
    std::pair{"date/", "date"},         std::pair{"libical/", "libical"},
    std::pair{"zlib.h", "zlib"},
};

constexpr std::array kSystem{
    "sys/",      "linux/",    "netinet/",  "arpa/",      "unistd.h",   "fcntl.h",
    "poll.h",    "dirent.h",  "pwd.h",     "grp.h",      "termios.h",  "signal.h",
    "netdb.h",   "ifaddrs.h", "windows.h", "winsock2.h", "ws2tcpip.h", "io.h",
    "syslog.h",  "spawn.h",   "time.h",    "aclapi.h",   "sddl.h",     "bcrypt.h",
    "process.h", "pthread.h", "malloc.h",  "net/",       "psapi.h",
};

template <class List>
const auto* begins(const List& list, std::string_view header) {
  const auto found = std::ranges::find_if(list, [header](const auto& entry) {
    if constexpr (requires { entry.first; }) {
      return header.starts_with(entry.first);
    } else {
      return header.starts_with(entry);
    }
  });
  return found == list.end() ? nullptr : &*found;
}

std::set<std::string> words(const std::string& text) {
  std::istringstream in{text};
  std::set<std::string> all;
  for (std::string word; in >> word;) all.insert(word);
  return all;
}

bool for_one_system(std::string_view path) {
  return path.ends_with("_posix.cpp") || path.ends_with("_linux.cpp") ||
         path.ends_with("_windows.cpp");
}

std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

/// One source, while its includes are read.
struct Reader {
  const Layers& layers;
  const Room& room;
  const std::string& path;
  std::string_view readme;

  std::optional<std::string> own(std::string_view header) const {
    const Room* const other = room_of(layers, header);
    if (other == nullptr) {
      return "'" + std::string{header} + "' is in no room; includes are full paths from the root";
    }
    if (other->name == room.name || room.rooms.contains(other->name)) return std::nullopt;
    return room.name + " may not include " + other->name;
  }
  std::optional<std::string> foreign(std::string_view header) const {
    if (const auto* const library = begins(kForeign, header)) {
      if (!room.foreign.contains(library->second)) {
        return room.name + " may not include headers of " + library->second;
      }
      const bool excused = readme.find(file_name(path)) != std::string_view::npos;
      if (path.ends_with(".cpp") || excused) return std::nullopt;
      return "headers of " + std::string{library->second} +
             " stay in .cpp files, unless the room's README says why this one may";
    }
    if (begins(kSystem, header) != nullptr) {
      if (for_one_system(path)) return std::nullopt;
      return "<" + std::string{header} + "> stays in *_posix.cpp, *_linux.cpp or *_windows.cpp";
    }
    const bool standard = header.find_first_of("/.") == std::string_view::npos;
    if (standard) return std::nullopt;
    return "<" + std::string{header} + "> is of no library that tests/house/layers.cpp knows";
  }
  std::optional<std::string> operator()(std::string_view line) const {
    constexpr std::string_view kInclude = "#include ";
    if (!line.starts_with(kInclude)) return std::nullopt;
    line.remove_prefix(kInclude.size());
    const auto header = line.substr(1, line.find_first_of("\">", 1) - 1);
    return line.starts_with('"') ? own(header) : foreign(header);
  }
};

}  // namespace

Layers parse_layers(std::string_view text) {
  Layers layers;
  for (const auto line : lines(text)) {
    const auto colon = line.find(':');
    if (line.starts_with('#') || colon == std::string_view::npos) continue;
    const auto rest = line.substr(colon + 1);
    const auto bar = std::min(rest.find('|'), rest.size());
    layers.push_back({std::string{line.substr(0, colon)}, words(std::string{rest.substr(0, bar)}),
                      words(std::string{rest.substr(std::min(bar + 1, rest.size()))})});
  }
  return layers;
}

const Room* room_of(const Layers& layers, std::string_view path) {
  const Room* best = nullptr;
  for (const Room& room : layers) {
    if (!path.starts_with(room.name + "/")) continue;
    if (best == nullptr || room.name.size() > best->name.size()) best = &room;
  }
  return best;
}

Breaches check_order(const Layers& layers) {
  Breaches breaches;
  std::set<std::string> above;
  for (const Room& room : layers) {
    for (const auto& other : room.rooms) {
      if (above.contains(other)) continue;
      breaches.push_back({"relay/layers.txt", 0,
                          room.name + " includes " + other + ", which does not stand above it"});
    }
    above.insert(room.name);
  }
  return breaches;
}

Breaches check_includes(const Layers& layers, const std::string& path, std::string_view text,
                        std::string_view readme) {
  const Room* const room = room_of(layers, path);
  if (room == nullptr) return {{path, 0, "this file is in no room of relay/layers.txt"}};
  const Reader wrong{layers, *room, path, readme};
  const std::string bare = without_comments(text);
  Breaches breaches;
  std::size_t number = 0;
  for (const auto line : lines(bare)) {
    ++number;
    if (auto what = wrong(line)) breaches.push_back({path, number, std::move(*what)});
  }
  return breaches;
}

}  // namespace tests::house
