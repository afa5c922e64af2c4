using Batch.Cli.CommandLine;

namespace Batch.Cli.Jobs;

/// <summary>A folder into which a server's files go, each whole or not at all, and none outside of it.</summary>
internal sealed class DownloadFolder(string path)
{
    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(path);

    /// <param name="name">Relative, with forward slashes, as the server says it: not to be trusted.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing.</param>
    public async Task WriteAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var file = Resolve(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);

        // Not beside the name itself, which may be as long as a name can be.
        var temporary = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, $".{Guid.NewGuid():n}.part");
        try
        {
            await using (var target = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                await content.CopyToAsync(target, cancellationToken);
                target.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    internal string Resolve(string name)
    {
        var file = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, name));
        return file.StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? file
            : throw new CommandFailedException(ExitCode.Refused, $"the server names an output outside of the folder ({name}): it was not written.");
    }
}
