namespace Batch.Jobs.Transcription.Sandbox;

/// <summary>Drains the standard error of a program, keeping its first lines and counting the rest.</summary>
internal sealed class Complaints
{
    private const int Kept = 20;
    private const int MaxLength = 400;

    private readonly List<string> _first = [];

    public IReadOnlyList<string> First => _first;

    public int Count { get; private set; }

    public async Task DrainAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var buffer = new char[4096];
        var line = new System.Text.StringBuilder();
        int read;
        while ((read = await reader.ReadAsync(buffer.AsMemory(), cancellationToken)) > 0)
        {
            for (var i = 0; i < read; i++)
            {
                if (buffer[i] == '\n')
                {
                    Close(line);
                }
                else if (line.Length < MaxLength)
                {
                    line.Append(buffer[i]);
                }
            }
        }

        Close(line);
    }

    private void Close(System.Text.StringBuilder line)
    {
        if (line.Length == 0)
        {
            return;
        }

        Count++;
        if (_first.Count < Kept)
        {
            _first.Add(line.ToString());
        }

        line.Clear();
    }
}
