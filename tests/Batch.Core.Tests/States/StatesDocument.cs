using System.Text.RegularExpressions;

namespace Batch.Core.Tests.States;

/// <summary><c>docs/states.md</c> as far as a machine can read it: what its diagrams draw and which states its tables describe.</summary>
internal sealed partial class StatesDocument
{
    private readonly Dictionary<string, string> _sections;

    private StatesDocument(string text) =>
        _sections = text.Split("\n## ").Skip(1).ToDictionary(s => s[..s.IndexOf('\n', StringComparison.Ordinal)].Trim(), StringComparer.Ordinal);

    public static StatesDocument Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Batch.sln")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        return new StatesDocument(File.ReadAllText(Path.Combine(folder.FullName, "docs", "states.md")));
    }

    /// <summary>The arrows between states, without those from the start and to the end.</summary>
    public IReadOnlySet<(string From, string To)> Drawn(string section) =>
        Arrow().Matches(_sections[section])
            .Select(m => (From: m.Groups["from"].Value, To: m.Groups["to"].Value))
            .Where(t => t.From != "[*]" && t.To != "[*]")
            .ToHashSet();

    /// <summary>The state at <c>[*] --&gt;</c>.</summary>
    public string Start(string section) => Arrow().Matches(_sections[section]).Single(m => m.Groups["from"].Value == "[*]").Groups["to"].Value;

    /// <summary>The states with an arrow to <c>[*]</c>.</summary>
    public IReadOnlySet<string> Ends(string section) =>
        Arrow().Matches(_sections[section]).Where(m => m.Groups["to"].Value == "[*]").Select(m => m.Groups["from"].Value).ToHashSet();

    /// <summary>The first cells of the table's rows, in order.</summary>
    public IReadOnlyList<string> Described(string section) =>
        [.. Row().Matches(_sections[section]).Select(m => m.Groups["state"].Value).Where(s => s != "state")];

    [GeneratedRegex(@"^\s+(?<from>\[\*\]|\w+) --> (?<to>\[\*\]|\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^\| (?<state>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
