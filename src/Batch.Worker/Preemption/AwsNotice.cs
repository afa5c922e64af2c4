using System.Net;

namespace Batch.Worker.Preemption;

/// <summary>The spot instance action of EC2, with a token as IMDSv2 wants it. There is none (404) until the machine is to be taken away.</summary>
internal sealed class AwsNotice(HttpClient http, Uri address) : INoticeSource
{
    private const string Lifetime = "21600";

    private readonly Uri _action = new(address, "latest/meta-data/spot/instance-action");
    private readonly Uri _tokens = new(address, "latest/api/token");

    private string? _token;

    public string Name => $"EC2 instance metadata at {address}";

    public async Task<bool> IsGivenAsync(CancellationToken cancellationToken)
    {
        _token ??= await NewTokenAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, _action);
        request.Headers.Add("X-aws-ec2-metadata-token", _token);
        using var response = await http.SendAsync(request, cancellationToken);
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotFound:
                return false;
            case HttpStatusCode.Unauthorized:
                // It has expired: the next look asks for another.
                _token = null;
                return false;
            default:
                response.EnsureSuccessStatusCode();
                return true;
        }
    }

    private async Task<string> NewTokenAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, _tokens);
        request.Headers.Add("X-aws-ec2-metadata-token-ttl-seconds", Lifetime);
        using var response = await http.SendAsync(request, cancellationToken);
        return (await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken)).Trim();
    }
}
