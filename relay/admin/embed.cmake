# cmake -DOUT=… -DOPENAPI=relay/admin/openapi -DFAMILIES=api,… -P embed.cmake: writes the source that
# holds the description of the API, so that the program needs no folder of its own to tell it.
set(arrays "")
set(families "")
string(REPLACE "," ";" FAMILIES "${FAMILIES}")
foreach(family ${FAMILIES})
  file(READ "${OPENAPI}/${family}.json" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
  set(arrays "${arrays}constexpr char of_${family}[] = {${bytes}};\n")
  set(families "${families}    std::string_view{of_${family}, sizeof of_${family}},\n")
endforeach()

file(WRITE "${OUT}" "#include <array>

#include \"relay/admin/openapi.h\"

namespace relay::admin {
namespace {

${arrays}
constexpr std::array kFamilies{
${families}};

}  // namespace

std::span<const std::string_view> families() { return kFamilies; }

}  // namespace relay::admin
")
