using System.Text;
using System.Text.RegularExpressions;

namespace Batch.Coordinator.Enumeration;

/// <summary>
/// Globs on paths with forward slashes, regardless of case: <c>*</c> and <c>?</c> within a name, <c>**</c> across folders.
/// One without a slash is matched against the name alone, in any folder.
/// </summary>
internal sealed class GlobSet
{
    private readonly Regex[] _onPath;
    private readonly Regex[] _onName;

    public GlobSet(IEnumerable<string> globs)
    {
        var bySlash = globs.ToLookup(g => g.Contains('/', StringComparison.Ordinal));
        _onPath = [.. bySlash[true].Select(Compile)];
        _onName = [.. bySlash[false].Select(Compile)];
    }

    public bool IsEmpty => _onPath.Length == 0 && _onName.Length == 0;

    /// <param name="path">Below its root.</param>
    public bool Matches(string path) =>
        _onPath.Any(g => g.IsMatch(path)) || _onName.Any(g => g.IsMatch(path[(path.LastIndexOf('/') + 1)..]));

    private static Regex Compile(string glob)
    {
        var pattern = new StringBuilder(@"\A");
        var text = glob.TrimStart('/');
        for (var i = 0; i < text.Length; i++)
        {
            pattern.Append(text[i..] switch
            {
                ['*', '*', '/', ..] => Skip(ref i, 2, "(.*/)?"),
                ['*', '*', ..] => Skip(ref i, 1, ".*"),
                ['*', ..] => "[^/]*",
                ['?', ..] => "[^/]",
                _ => Regex.Escape(text[i].ToString()),
            });
        }

        // Linear in its input, whatever the glob: it comes from a user.
        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking;
        return new Regex(pattern.Append(@"\z").ToString(), Options);
    }

    private static string Skip(ref int index, int more, string pattern)
    {
        index += more;
        return pattern;
    }
}
