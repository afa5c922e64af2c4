using System.Globalization;
using System.Text;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary>The processes of this machine, as the kernel lists them.</summary>
internal static class ProcessTable
{
    /// <param name="Id">Process id.</param>
    /// <param name="Parent">Process id of the parent; 1 for an orphan.</param>
    /// <param name="Name">Name of the program.</param>
    /// <param name="CommandLine">Arguments, separated by spaces.</param>
    public sealed record Entry(int Id, int Parent, string Name, string CommandLine);

    /// <summary>Children of a process by the name of their program, the living ones.</summary>
    public static IReadOnlyList<Entry> ChildrenOf(int parent, string name) =>
        [.. All().Where(entry => entry.Parent == parent && entry.Name == name)];

    /// <summary>Living engines and decoders that an earlier process of the home left: none, if all goes well.</summary>
    public static IReadOnlyList<Entry> LeftBehind(Sandbox sandbox, IEnumerable<int> engines) =>
    [
        .. All().Where(entry => entry.Name is "ffmpeg" or "ffprobe" or "whisper-server" or "setpriv" or "prlimit")
            .Where(entry => entry.CommandLine.Contains(sandbox.Folder, StringComparison.Ordinal) || engines.Contains(entry.Id)),
    ];

    public static bool IsAlive(int id) => Read(id) is not null;

    private static IEnumerable<Entry> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
        .OfType<Entry>();

    // Null for a process that is gone, or that has ended and only waits for its parent to notice.
    private static Entry? Read(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
            var rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var arguments = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/cmdline")).Replace('\0', ' ');
            return rest[0] is "Z" or "X" ? null : new Entry(id, int.Parse(rest[1], CultureInfo.InvariantCulture), name, arguments);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
