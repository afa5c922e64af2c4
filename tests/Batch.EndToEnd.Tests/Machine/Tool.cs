using System.Diagnostics;
using System.Text;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary>Runs a program of the machine to its end.</summary>
internal static class Tool
{
    /// <returns>Whether it could be started and ended with 0.</returns>
    public static bool Try(string program, params string[] arguments) => Try(program, arguments, out _);

    /// <returns>What it printed.</returns>
    public static string Read(string program, params string[] arguments)
    {
        Assert.True(Try(program, arguments, out var printed), $"{program} {string.Join(' ', arguments)} failed");
        return printed;
    }

    public static void Run(string program, params string[] arguments) =>
        Assert.True(Try(program, arguments), $"{program} {string.Join(' ', arguments)} failed");

    public static void Ffmpeg(params string[] arguments) => Run("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", .. arguments]);

    /// <summary>What to put before a command so that file permissions count for it: root may read and write anything.</summary>
    public static string[] WithoutPrivileges()
    {
        if (Environment.UserName != "root")
        {
            return [];
        }

        string[] prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"];
        Assert.SkipUnless(Try(prefix[0], [.. prefix[1..], "true"]), "root may read anything here, and setpriv cannot drop that");
        return prefix;
    }
    private static bool Try(string program, string[] arguments, out string printed)
    {
        var lines = new StringBuilder();
        printed = "";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.OutputDataReceived += (_, line) => lines.AppendLine(line.Data);
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            process.WaitForExit();
            printed = lines.ToString();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
