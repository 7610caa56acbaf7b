#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The settings of endpoints' clients, from the templates in packaging/endpoint.
namespace relay::app::cli {

/// What a device shows to be in its group.
enum class Shows { Address, Token, Certificate };

struct EndpointClient {
  std::string_view name{};       ///< "freshclam"
  std::string_view feed{};       ///< Whose updates it takes, where that goes without saying.
  std::span<const Shows> can{};  ///< What it is able to show.
};

std::span<const EndpointClient> endpoint_clients();
/// Of one of those.
std::string_view endpoint_template(std::string_view client);

struct Filling {
  Shows shows = Shows::Address;
  std::map<std::string, std::string, std::less<>> values{};  ///< "base", "feed", "authority" …
};

struct EndpointFile {
  std::string path{};  ///< Where it goes; perhaps with a remark.
  std::string text{};
};

/// The files of a client. Lines for an authority are there when it is among the values.
std::vector<EndpointFile> fill(std::string_view text, const Filling& with);

}  // namespace relay::app::cli
