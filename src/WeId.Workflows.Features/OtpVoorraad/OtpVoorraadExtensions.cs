using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.OtpVoorraad;

/// <summary>Registers the stock of OTP devices.</summary>
internal static class OtpVoorraadExtensions
{
    public static IServiceCollection AddOtpVoorraad(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OtpOptions>().Bind(configuration.GetSection("Otp"));
        services.AddSingleton<OtpVoorraadService>();
        return services;
    }
}
