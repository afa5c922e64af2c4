namespace Batch.Worker.Scratch;

/// <summary>The scratch folders of one worker's attempts: <c>ROOT/POOL/ATTEMPT</c>.</summary>
internal sealed class ScratchFolders(string root, string pool)
{
    private readonly string _home = Path.GetFullPath(Path.Combine(root, Safe(pool)));

    /// <summary>Removes what attempts of an earlier process left behind; call before the first attempt.</summary>
    public void RemoveStale()
    {
        if (Directory.Exists(_home))
        {
            Directory.Delete(_home, recursive: true);
        }
    }

    public ScratchFolder Create(string attemptId) =>
        new(Directory.CreateDirectory(Path.Combine(_home, Safe(attemptId))).FullName);

    // Ids come over the bus: one that is not a plain name must not leave the root.
    private static string Safe(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? name
            : throw new ArgumentException($"'{name}' is no plain name.", nameof(name));
}
