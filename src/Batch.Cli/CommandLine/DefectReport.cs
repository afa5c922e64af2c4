using System.Globalization;
using Batch.Cli.Embedded;

namespace Batch.Cli.CommandLine;

/// <summary>Keeps what nobody foresaw, with its stack, in a file: on the terminal it is one line.</summary>
internal static class DefectReport
{
    /// <returns>The file; null where none can be written.</returns>
    public static string? Write(Shell shell, Exception failure)
    {
        try
        {
            var file = Path.Combine(HomeFolder.Of(shell), "logs", "defects.log");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"{shell.Time.GetUtcNow():u} {failure}\n\n"));
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CommandFailedException)
        {
            return null;
        }
    }
}
