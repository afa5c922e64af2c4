namespace Batch.Worker.Scratch;

/// <summary>The folder of one attempt; gone with everything in it when the attempt ends.</summary>
internal sealed class ScratchFolder(string path) : IDisposable
{
    public string Path => path;

    public void Dispose()
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It says nothing about the attempt's result; what stays is removed at the next start.
        }
    }
}
