namespace Batch.Worker.Preemption;

/// <summary>A file whose appearance is the notice, whatever it holds.</summary>
internal sealed class FileNotice(string file) : INoticeSource
{
    public string Name => $"file {file}";

    public Task<bool> IsGivenAsync(CancellationToken cancellationToken) => Task.FromResult(File.Exists(file));
}
