using System.Diagnostics;
using System.Globalization;

namespace Batch.Worker.Engines;

/// <summary>
/// Notes the engine that a pool's worker started, and ends one that outlived its worker. Processes are named by id and
/// start time: an id alone may long belong to somebody else.
/// </summary>
internal sealed class EngineRegister(string stateFolder, string pool)
{
    private readonly string _file = Path.Combine(stateFolder, $"engine-{pool}.pid");

    public void Note(Process engine)
    {
        Directory.CreateDirectory(stateFolder);
        File.WriteAllLines(_file, [NameOf(engine.Id), NameOf(Environment.ProcessId)]);
    }

    public void Forget() => File.Delete(_file);

    /// <returns>The process id of the engine that was ended; null where there was none.</returns>
    public int? Reap()
    {
        if (!File.Exists(_file) || File.ReadAllLines(_file) is not [var engine, var worker] || IsAlive(worker))
        {
            return null;
        }

        File.Delete(_file);
        if (!IsAlive(engine))
        {
            return null;
        }

        var id = IdOf(engine);
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit(TimeSpan.FromSeconds(5));
            return id;
        }
        catch (ArgumentException)
        {
            // It ended in this very moment.
            return null;
        }
    }

    private static bool IsAlive(string name) => NameOf(IdOf(name)) == name && name.Contains(' ', StringComparison.Ordinal);

    private static int IdOf(string name) =>
        int.TryParse(name.Split(' ')[0], CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>Process id and start time in ticks since boot, the 22nd field of <c>/proc/ID/stat</c>; the id alone where there is none.</summary>
    private static string NameOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");

            // The second field is the program's name in parentheses and may hold anything, spaces too.
            return $"{id} {stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19]}";
        }
        catch (IOException)
        {
            return $"{id}";
        }
    }
}
