using Batch.EndToEnd.Tests.Checking;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary>A folder of a test's own with a home in it; everything goes when the test ends.</summary>
internal sealed class Sandbox : IDisposable
{
    public Sandbox() => Directory.CreateDirectory(Source);

    public string Folder { get; } = Directory.CreateTempSubdirectory("batch-e2e-").FullName;

    public string Home => Path.Combine(Folder, "home");

    public string Source => Path.Combine(Folder, "talks");

    public string Out => Path.Combine(Folder, "transcripts");

    /// <summary>Copies a file into the source, under another name where one is given.</summary>
    public string Add(string file, string? name = null)
    {
        var target = Path.Combine(Source, name ?? Path.GetFileName(file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
        if (!OperatingSystem.IsWindows())
        {
            // The originals may be read-only.
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return target;
    }

    /// <summary>Copies everything below a folder into a folder of the source.</summary>
    public void AddFolder(string folder, string name)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Add(file, Path.Combine(name, Path.GetRelativePath(folder, file)));
        }
    }

    /// <summary>A shell script of the test's own, outside the source.</summary>
    public string AddProgram(string name, string script)
    {
        var target = Path.Combine(Folder, name);
        File.WriteAllText(target, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return target;
    }

    public string AddText(string name, string text)
    {
        var target = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
        return target;
    }

    public void AddBytes(string name, byte[] content)
    {
        var target = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, content);
    }

    public Results Results => new(Out);

    public Database Database => new(Home);

    /// <summary>Proves the invariants; only once no process of this home runs.</summary>
    public void CheckInvariants()
    {
        using var records = Records.Sqlite(Home);
        var report = new Checker(records, StoredObjects.Folder(Path.Combine(Home, "objects"))).Run(atRest: true);
        Assert.True(report.Holds, report.ToString());
    }

    public BatchProcess Start(params string[] arguments) => BatchProcess.Start(Home, Folder, arguments);

    /// <summary>Runs to the end as a user for whom file permissions count.</summary>
    public async Task<BatchProcess> RunWithoutPrivilegesAsync(params string[] arguments)
    {
        var process = BatchProcess.Start(Home, Folder, arguments, Tool.WithoutPrivileges());
        await process.ExitAsync();
        return process;
    }

    /// <summary>Runs to the end.</summary>
    public async Task<BatchProcess> RunAsync(params string[] arguments)
    {
        var process = Start(arguments);
        await process.ExitAsync();
        return process;
    }

    /// <summary>The transcribe command with the settings that the tests share.</summary>
    public string[] Transcribe(params string[] more) =>
        ["transcribe", Source, "--out", Out, "--model", "tiny.en", "--language", "en", .. more];

    // Names that are no UTF-8 are beyond Directory.Delete.
    public void Dispose() => Tool.Try("rm", "-rf", "--", Folder);
}
