using System.Text.RegularExpressions;

namespace Batch.Architecture.Tests.Documents;

public sealed partial class LinkTests
{
    private static readonly IReadOnlyList<string> Documents =
        [.. Directory.EnumerateFiles(Repository.Root, "*.md"), .. Repository.Files(".md", "docs", "jobs", "src", "tests", "bench", "infra")];

    [Fact]
    public void Links_WhenTheyPointIntoTheRepository_ThenTheyResolve() =>
        Violations.None(
            "A link in a document points to nothing:",
            from document in Documents
            from Match link in Link().Matches(WithoutCode(File.ReadAllText(document)))
            let target = link.Groups["target"].Value
            where !IsExternal(target) && !Resolves(document, target)
            select $"{Repository.Relative(document)}: {target}");

    private static bool IsExternal(string target) =>
        target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal);

    private static bool Resolves(string document, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? document : Path.GetFullPath(parts[0], Path.GetDirectoryName(document)!);
        if (parts.Length == 1)
        {
            return File.Exists(path) || Directory.Exists(path);
        }

        return File.Exists(path) && File.ReadLines(path).Where(line => line.StartsWith('#')).Any(heading => Anchor(heading) == parts[1]);
    }

    // As GitHub makes them: lower case, punctuation dropped, spaces to hyphens.
    private static string Anchor(string heading) =>
        new([.. heading.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c)]);

    private static string WithoutCode(string text) => Code().Replace(text, string.Empty);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
