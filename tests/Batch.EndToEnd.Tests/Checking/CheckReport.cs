using System.Globalization;

namespace Batch.EndToEnd.Tests.Checking;

/// <summary>What was checked, of how many, and what does not hold.</summary>
internal sealed class CheckReport
{
    // A broken invariant is broken in a thousand places; nobody reads them all.
    private const int MostNamed = 10;

    private readonly List<(string Sentence, long Looked, IReadOnlyList<string> Violations)> _checks = [];

    public bool Holds => _checks.All(check => check.Violations.Count == 0);

    /// <summary>Rows, objects and files that were looked at, once for each sentence.</summary>
    public long Looked => _checks.Sum(check => check.Looked);

    /// <summary>Sentences that do not hold, each with what breaks it.</summary>
    public IEnumerable<string> Broken => _checks
        .Where(check => check.Violations.Count > 0)
        .Select(check => $"BROKEN {check.Sentence}: {string.Join(", ", check.Violations.Take(MostNamed))}{(check.Violations.Count > MostNamed ? $" and {check.Violations.Count - MostNamed} more" : "")}");

    public void Add(string sentence, long looked, IReadOnlyList<string> violations) => _checks.Add((sentence, looked, violations));

    public override string ToString() => string.Join('\n',
    [
        .. _checks.Select(check => string.Create(CultureInfo.InvariantCulture, $"{check.Looked,8:N0}  {(check.Violations.Count == 0 ? "ok    " : "BROKEN")}  {check.Sentence}")),
        .. Broken,
    ]);
}
