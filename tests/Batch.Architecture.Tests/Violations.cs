namespace Batch.Architecture.Tests;

/// <summary>Asserts that a rule holds everywhere, and names every place where it does not.</summary>
internal static class Violations
{
    public static void None(string rule, IEnumerable<string> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, $"{rule}{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", found)}");
    }
}
