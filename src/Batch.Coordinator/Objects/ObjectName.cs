using System.Text.RegularExpressions;

namespace Batch.Coordinator.Objects;

/// <summary>
/// Which names objects may have: segments of letters, digits, <c>.</c>, <c>_</c> and <c>-</c> that do not begin with a
/// dot, separated by <c>/</c>. So no name is ever a path out of the store.
/// </summary>
internal static partial class ObjectName
{
    private const int Longest = 512;

    public static bool IsValid(string name) => name.Length <= Longest && Pattern().IsMatch(name);

    /// <exception cref="ArgumentException">The name is not one of ours.</exception>
    public static string Require(string name) =>
        IsValid(name) ? name : throw new ArgumentException($"'{name}' is not the name of an object.", nameof(name));

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
